// The same protocol as german.lw, for four caches; the states are as many. Lines written by hand for each cache in turn.
#define N 4
mtype:req={nonereq,shr,exc};
byte asked[N]; byte told[N]; bit acked[N]; byte cache[N]; bit sharers[N]; bit targets[N]; bit owned; byte serving; byte client;
active proctype m(){ do
:: d_step { asked[0]==0 && cache[0]==0 -> asked[0]=1 }
:: d_step { asked[0]==0 && cache[0]!=2 -> asked[0]=2 }
:: d_step { serving==0 && asked[0]!=0 -> serving=asked[0]; client=0; asked[0]=0; targets[0]=sharers[0]; targets[1]=sharers[1]; targets[2]=sharers[2]; targets[3]=sharers[3] }
:: d_step { told[0]==0 && targets[0] && (serving==2 || (serving==1 && owned)) -> told[0]=1; targets[0]=0 }
:: d_step { told[0]==1 && !acked[0] -> told[0]=0; acked[0]=1; cache[0]=0 }
:: d_step { acked[0] && serving!=0 -> acked[0]=0; sharers[0]=0; owned=0 }
:: d_step { client==0 && serving==1 && !owned && told[0]==0 -> told[0]=2; sharers[0]=1; serving=0 }
:: d_step { client==0 && serving==2 && !owned && told[0]==0 && !sharers[0] && !sharers[1] && !sharers[2] && !sharers[3] -> told[0]=3; sharers[0]=1; owned=1; serving=0 }
:: d_step { told[0]==2 -> told[0]=0; cache[0]=1 }
:: d_step { told[0]==3 -> told[0]=0; cache[0]=2; assert(!(cache[0]==2 && cache[1]!=0) && !(cache[0]==2 && cache[2]!=0) && !(cache[0]==2 && cache[3]!=0) && !(cache[1]==2 && cache[0]!=0) && !(cache[1]==2 && cache[2]!=0) && !(cache[1]==2 && cache[3]!=0) && !(cache[2]==2 && cache[0]!=0) && !(cache[2]==2 && cache[1]!=0) && !(cache[2]==2 && cache[3]!=0) && !(cache[3]==2 && cache[0]!=0) && !(cache[3]==2 && cache[1]!=0) && !(cache[3]==2 && cache[2]!=0)) }
:: d_step { asked[1]==0 && cache[1]==0 -> asked[1]=1 }
:: d_step { asked[1]==0 && cache[1]!=2 -> asked[1]=2 }
:: d_step { serving==0 && asked[1]!=0 -> serving=asked[1]; client=1; asked[1]=0; targets[0]=sharers[0]; targets[1]=sharers[1]; targets[2]=sharers[2]; targets[3]=sharers[3] }
:: d_step { told[1]==0 && targets[1] && (serving==2 || (serving==1 && owned)) -> told[1]=1; targets[1]=0 }
:: d_step { told[1]==1 && !acked[1] -> told[1]=0; acked[1]=1; cache[1]=0 }
:: d_step { acked[1] && serving!=0 -> acked[1]=0; sharers[1]=0; owned=0 }
:: d_step { client==1 && serving==1 && !owned && told[1]==0 -> told[1]=2; sharers[1]=1; serving=0 }
:: d_step { client==1 && serving==2 && !owned && told[1]==0 && !sharers[0] && !sharers[1] && !sharers[2] && !sharers[3] -> told[1]=3; sharers[1]=1; owned=1; serving=0 }
:: d_step { told[1]==2 -> told[1]=0; cache[1]=1 }
:: d_step { told[1]==3 -> told[1]=0; cache[1]=2; assert(!(cache[0]==2 && cache[1]!=0) && !(cache[0]==2 && cache[2]!=0) && !(cache[0]==2 && cache[3]!=0) && !(cache[1]==2 && cache[0]!=0) && !(cache[1]==2 && cache[2]!=0) && !(cache[1]==2 && cache[3]!=0) && !(cache[2]==2 && cache[0]!=0) && !(cache[2]==2 && cache[1]!=0) && !(cache[2]==2 && cache[3]!=0) && !(cache[3]==2 && cache[0]!=0) && !(cache[3]==2 && cache[1]!=0) && !(cache[3]==2 && cache[2]!=0)) }
:: d_step { asked[2]==0 && cache[2]==0 -> asked[2]=1 }
:: d_step { asked[2]==0 && cache[2]!=2 -> asked[2]=2 }
:: d_step { serving==0 && asked[2]!=0 -> serving=asked[2]; client=2; asked[2]=0; targets[0]=sharers[0]; targets[1]=sharers[1]; targets[2]=sharers[2]; targets[3]=sharers[3] }
:: d_step { told[2]==0 && targets[2] && (serving==2 || (serving==1 && owned)) -> told[2]=1; targets[2]=0 }
:: d_step { told[2]==1 && !acked[2] -> told[2]=0; acked[2]=1; cache[2]=0 }
:: d_step { acked[2] && serving!=0 -> acked[2]=0; sharers[2]=0; owned=0 }
:: d_step { client==2 && serving==1 && !owned && told[2]==0 -> told[2]=2; sharers[2]=1; serving=0 }
:: d_step { client==2 && serving==2 && !owned && told[2]==0 && !sharers[0] && !sharers[1] && !sharers[2] && !sharers[3] -> told[2]=3; sharers[2]=1; owned=1; serving=0 }
:: d_step { told[2]==2 -> told[2]=0; cache[2]=1 }
:: d_step { told[2]==3 -> told[2]=0; cache[2]=2; assert(!(cache[0]==2 && cache[1]!=0) && !(cache[0]==2 && cache[2]!=0) && !(cache[0]==2 && cache[3]!=0) && !(cache[1]==2 && cache[0]!=0) && !(cache[1]==2 && cache[2]!=0) && !(cache[1]==2 && cache[3]!=0) && !(cache[2]==2 && cache[0]!=0) && !(cache[2]==2 && cache[1]!=0) && !(cache[2]==2 && cache[3]!=0) && !(cache[3]==2 && cache[0]!=0) && !(cache[3]==2 && cache[1]!=0) && !(cache[3]==2 && cache[2]!=0)) }
:: d_step { asked[3]==0 && cache[3]==0 -> asked[3]=1 }
:: d_step { asked[3]==0 && cache[3]!=2 -> asked[3]=2 }
:: d_step { serving==0 && asked[3]!=0 -> serving=asked[3]; client=3; asked[3]=0; targets[0]=sharers[0]; targets[1]=sharers[1]; targets[2]=sharers[2]; targets[3]=sharers[3] }
:: d_step { told[3]==0 && targets[3] && (serving==2 || (serving==1 && owned)) -> told[3]=1; targets[3]=0 }
:: d_step { told[3]==1 && !acked[3] -> told[3]=0; acked[3]=1; cache[3]=0 }
:: d_step { acked[3] && serving!=0 -> acked[3]=0; sharers[3]=0; owned=0 }
:: d_step { client==3 && serving==1 && !owned && told[3]==0 -> told[3]=2; sharers[3]=1; serving=0 }
:: d_step { client==3 && serving==2 && !owned && told[3]==0 && !sharers[0] && !sharers[1] && !sharers[2] && !sharers[3] -> told[3]=3; sharers[3]=1; owned=1; serving=0 }
:: d_step { told[3]==2 -> told[3]=0; cache[3]=1 }
:: d_step { told[3]==3 -> told[3]=0; cache[3]=2; assert(!(cache[0]==2 && cache[1]!=0) && !(cache[0]==2 && cache[2]!=0) && !(cache[0]==2 && cache[3]!=0) && !(cache[1]==2 && cache[0]!=0) && !(cache[1]==2 && cache[2]!=0) && !(cache[1]==2 && cache[3]!=0) && !(cache[2]==2 && cache[0]!=0) && !(cache[2]==2 && cache[1]!=0) && !(cache[2]==2 && cache[3]!=0) && !(cache[3]==2 && cache[0]!=0) && !(cache[3]==2 && cache[1]!=0) && !(cache[3]==2 && cache[2]!=0)) }
od }